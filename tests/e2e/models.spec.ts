import { bees, maize } from '../fixtures/pdf/papers.ts';
import { startChatServer } from './chatServer.ts';
import { answerWith } from './chatSteps.ts';
import { appWithoutModels, expect, test } from './fixtures.ts';
import { writePapers } from './papers.ts';

const question = 'How much did uneven seed distribution reduce the grain yield of maize?';

test('a sentence a language model made up is marked, a true one is cited', async ({ open, folder }) => {
  const fact = 'Uneven seed distribution within the row reduced the grain yield by 9 percent at the highest population.';
  const fiction = 'Moonlight turned the kernels blue within an hour.';
  const server = await startChatServer([fact, ' [1]', ' ', fiction]);
  const app = await open(server.settings);
  await app.drop(await writePapers(folder, { maize }));
  await expect(app.row('maize.pdf').getByText('Ready')).toBeVisible();
  await answerWith(app, 'Model endpoint (m)');
  await app.ask(question);
  const turn = app.page.getByRole('article').last();
  await expect(turn.locator('mark')).toHaveText(fiction);
  await expect(turn.getByText('1 sentence is not supported by any passage.')).toBeVisible();
  await expect(turn.getByRole('button', { name: /^Source 1: .*page 3$/ }).first()).toBeVisible();
  await app.screen('unsupported');
  server.close();
});

test('Stop ends an answer, also at the endpoint that writes it', async ({ open, folder }) => {
  const server = await startChatServer(['It goes ', 'on and on'], { endless: true });
  const app = await open(server.settings);
  await app.drop(await writePapers(folder, { maize }));
  await expect(app.row('maize.pdf').getByText('Ready')).toBeVisible();
  await answerWith(app, 'Model endpoint (m)');
  await app.ask(question);
  const turn = app.page.getByRole('article').last();
  await expect(turn).toContainText('It goes on and on');
  await app.screen('streaming');
  await app.page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(turn).toContainText('Stopped.');
  await expect(turn).toContainText('It goes on and on');
  await expect.poll(server.broken).toBe(1);
  server.close();
});

test('without an embedding model papers are found by their words, and the window says what is missing', async ({
  open,
  folder,
}) => {
  const app = await open({ HUB_MODEL_MIRROR: 'http://127.0.0.1:9' }, await appWithoutModels(folder));
  await app.drop(await writePapers(folder, { maize, bees }));
  await expect(app.row('maize.pdf').getByText('Ready, words only')).toBeVisible();
  await expect(app.page.getByText('The model is not on this machine.')).toBeVisible();
  await app.ask(question);
  await expect(app.page.getByRole('article').last()).toContainText('9 percent');
  await app.screen('words-only');
  await app.page.getByRole('button', { name: 'Download model' }).click();
  await app.page.getByRole('dialog').getByRole('button', { name: 'Install' }).click();
  await expect(app.page.getByText(/The model could not be downloaded/)).toBeVisible();
});
