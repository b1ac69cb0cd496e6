import { z } from 'zod';

/** What `generate` of the generator process takes, tells on the way and gives. */
export const generateInputSchema = z.object({
  question: z.string(),
  passages: z.array(z.object({ title: z.string(), section: z.string(), text: z.string() })),
  history: z.array(z.object({ question: z.string(), answer: z.string() })).default([]),
});

/** A piece of the text; without one the process only says that it is still at work. */
export const generateEventSchema = z.object({ delta: z.string().optional() });

export const generateResultSchema = z.object({ text: z.string(), model: z.string() });
