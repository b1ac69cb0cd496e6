import { z } from 'zod';
import { scopeSchema, wholeLibrary } from '../../domain/collection.ts';
import { idSchema } from '../../domain/document.ts';
import {
  matrixCellSchema,
  matrixColumnSchema,
  matrixSchema,
  matrixWorkSchema,
  mostColumns,
  mostRows,
} from '../../domain/matrix.ts';
import { generatorIdSchema } from '../../domain/passage.ts';
import { everywhere, type Route } from './route.ts';

const one = z.object({ id: idSchema });
const title = z.string().trim().min(1).max(200);
const question = matrixColumnSchema.shape.question;
const changed = z.object({ matrix: matrixSchema, work: matrixWorkSchema });
const read = { surfaces: everywhere, role: 'viewer' } as const;
const write = { surfaces: everywhere, role: 'editor' } as const;

export const matrixRoutes = {
  /** Newest first. */
  'matrices.list': { input: z.object({}), output: z.object({ items: z.array(changed) }), ...read },
  'matrices.get': { input: one, output: changed.extend({ cells: z.array(matrixCellSchema) }), ...read },
  /** Its rows are the papers that are in the scope now. Nothing is asked yet. */
  'matrices.create': {
    input: z.object({
      title,
      generator: generatorIdSchema.default('evidence'),
      scope: scopeSchema.default(wholeLibrary),
      questions: z.array(question).max(mostColumns).default([]),
    }),
    output: changed,
    ...write,
  },
  /** Rows and columns are given whole, in their order. What is taken away loses its cells, and so does a column that asks something else now. */
  'matrices.update': {
    input: z.object({
      id: idSchema,
      title: title.optional(),
      generator: generatorIdSchema.optional(),
      documentIds: z.array(idSchema).max(mostRows).optional(),
      columns: z.array(matrixColumnSchema).max(mostColumns).optional(),
    }),
    output: changed,
    ...write,
  },
  'matrices.remove': { input: one, output: one, ...write },
  /** Fills the cells that are empty, in the background; `again` empties some first. */
  'matrices.run': {
    input: z.object({
      id: idSchema,
      again: z
        .array(z.object({ documentId: idSchema, columnId: idSchema }))
        .max(mostRows * mostColumns)
        .default([]),
    }),
    output: changed,
    ...write,
  },
  /** Stops filling; what is filled stays. */
  'matrices.stop': { input: one, output: changed, ...write },
  /** Sends each cell as it is filled; returns when filling has ended. */
  'matrices.wait': { input: one, output: changed, stream: matrixCellSchema, surfaces: ['local'], role: 'viewer' },
  /** `csv`: a row a paper, two columns a question, its answer and its sources. `bibtex`: its papers. */
  'matrices.export': {
    input: z.object({ id: idSchema, format: z.enum(['csv', 'markdown', 'bibtex']) }),
    output: z.object({ fileName: z.string(), text: z.string() }),
    ...read,
  },
} as const satisfies Record<string, Route>;
