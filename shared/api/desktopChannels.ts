/** Names main, preload and renderer share. Apart from the schemas, so that the preload bundle holds nothing else. */
export const channels = {
  /** Renderer → main: a `RequestFrame`, answered by a `RouteResult`. */
  request: 'request',
  /** Main → renderer: an `EventFrame`. */
  event: 'event',
  /** Preload → main only: a path the person dropped, answered by a handle. Renderer code cannot reach it. */
  grant: 'grant',
} as const;

/** Origin of the app's own pages. */
export const appScheme = 'hub-app';
export const appOrigin = `${appScheme}://app`;

/** `hub-pdf://document/<id>`: a document's bytes, with ranges. */
export const pdfScheme = 'hub-pdf';
