import manifest from '../../package.json' with { type: 'json' };

/** The version of this app. */
export const appVersion: string = manifest.version;
