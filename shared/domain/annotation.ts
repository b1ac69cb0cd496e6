import { z } from 'zod';
import { idSchema } from './document.ts';
import { boxSchema } from './geometry.ts';

export const highlightColors = ['yellow', 'green', 'blue', 'pink', 'purple'] as const;
export const highlightColorSchema = z.enum(highlightColors);
export type HighlightColor = z.infer<typeof highlightColorSchema>;

/** What an annotation stands on: bytes, page, quote with what is before and after it, and boxes. Never a chunk id, so that it survives a re-ingest. */
export const anchorSchema = z.object({
  documentId: idSchema,
  blobHash: z.string(),
  page: z.number().int().min(1),
  quote: z.string().max(20_000),
  prefix: z.string().max(200),
  suffix: z.string().max(200),
  /** PDF points, origin top left; at least one. */
  boxes: z.array(boxSchema).min(1).max(1000),
});
export type Anchor = z.infer<typeof anchorSchema>;

/** A highlight in a document, with what the person wrote about it; `note` is empty where they wrote nothing. */
export const annotationSchema = anchorSchema.extend({
  id: idSchema,
  libraryId: idSchema,
  color: highlightColorSchema,
  note: z.string().max(100_000),
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
});
export type Annotation = z.infer<typeof annotationSchema>;

/** How the page is fitted to the pane: its width, all of it, or a factor (1 = 100 %). */
export const zoomSchema = z.union([z.enum(['width', 'page']), z.number().min(0.1).max(10)]);
export type Zoom = z.infer<typeof zoomSchema>;

/** Where a person stopped reading a document. */
export const placeSchema = z.object({
  documentId: idSchema,
  page: z.number().int().min(1),
  /** How far down that page the top of the view is, 0…1. */
  offset: z.number().min(0).max(1),
  zoom: zoomSchema,
});
export type Place = z.infer<typeof placeSchema>;
