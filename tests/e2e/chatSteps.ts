import type { Locator } from '@playwright/test';
import type { Conversation } from '../../shared/domain/conversation.ts';
import type { PaperSpec } from '../fixtures/pdf/paper.ts';
import { type App, expect } from './fixtures.ts';
import { writePapers } from './papers.ts';

/** Asks a route as the page does. */
export async function request<T>(app: App, route: string, input: object): Promise<T> {
  const result = await app.page.evaluate(([route, input]) => window.hub.request({ id: crypto.randomUUID(), route, input }), [
    route,
    input,
  ] as [string, object]);
  expect(result).toMatchObject({ ok: true });
  return (result as { data: T }).data;
}

/** Adds papers and waits until all of them can be asked about. */
export async function addPapers(app: App, folder: string, papers: Record<string, PaperSpec>): Promise<void> {
  await app.drop(await writePapers(folder, papers));
  const ready = async () => {
    const { items } = await request<{ items: { status: string }[] }>(app, 'documents.list', {});
    return items.filter(({ status }) => status === 'ready').length;
  };
  await expect.poll(ready, { timeout: 60_000 }).toBe(Object.keys(papers).length);
}

/** Chooses in the composer what writes the answers. */
export async function answerWith(app: App, name: string): Promise<void> {
  await app.page.getByRole('button', { name: /^Answer with/ }).click();
  await app.page.getByRole('menuitemcheckbox', { name }).click();
}

/** The newest turn of the chat shown. */
export const lastTurn = (app: App): Locator => app.page.getByRole('article').last();

/** What stands below a small heading of a turn. */
export const partOf = (turn: Locator, heading: string): Locator =>
  turn.getByRole('heading', { name: heading, exact: true }).locator('..');

/** Waits until the newest turn is over. */
export async function answered(app: App): Promise<Locator> {
  const turn = lastTurn(app);
  await expect(turn).toHaveAttribute('aria-busy', 'false');
  return turn;
}

export const conversations = (app: App) => request<{ items: Conversation[] }>(app, 'conversations.list', {});

/** Has the endpoint of the settings answer. */
export const useEndpoint = (app: App) => request(app, 'settings.set', { generator: 'openai' });

/** A chat's row in the sidebar, by its title. */
export const chatRow = (app: App, name: string | RegExp) => app.page.getByRole('navigation').getByRole('button', { name });
