import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bees, glaciers, maize } from '../fixtures/pdf/papers.ts';
import { expectAccessible } from './axe.ts';
import { pause, type Said, startChatServer } from './chatServer.ts';
import { addPapers, answered, answerWith, chatRow, conversations, lastTurn, partOf, request, useEndpoint } from './chatSteps.ts';
import { expect, test } from './fixtures.ts';

const question = 'How much did uneven seed distribution reduce the grain yield of maize?';
const fact = 'Uneven seed distribution within the row reduced the grain yield by 9 percent at the highest population.';
const second = 'Stalk lodging was rare in the first summer and common in the second one.';
const fiction = 'Moonlight turned the kernels blue within an hour.';
const beeQuestion = 'How far away were the gardens that the waggle dances of honeybees pointed to?';

test('the library’s own sentences come first, then what the model writes, cited as it comes, and what nothing supports is marked', async ({
  open,
  folder,
}) => {
  const words: Said = ['**In short:** ', fact, ' [1]', pause, ' ', second, '\n\n- ', fiction, pause];
  const server = await startChatServer(words);
  const app = await open(server.settings);
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Ask what your papers say' })).toBeVisible();
  await expectAccessible(page);
  await app.screen('chat-empty-library');
  await addPapers(app, folder, { maize, glaciers, bees });
  await expect(page.getByRole('list', { name: 'Examples' }).getByRole('button')).toHaveCount(3);
  await app.screen('chat-empty');
  await answerWith(app, 'Model endpoint (m)');
  await app.ask(question);
  const turn = lastTurn(app);
  await expect(partOf(turn, 'From your papers')).toContainText('reduced the grain yield by 9 percent');
  await expect(turn).toHaveAttribute('aria-busy', 'true');
  await app.screen('chat-streaming');
  server.goOn();
  const written = partOf(turn, 'Written from them');
  const citation = written.getByRole('button', { name: /^Source 1: .*Maize.*page 3$/ });
  await expect(citation).toBeVisible();
  await expect(turn).toHaveAttribute('aria-busy', 'true');
  await citation.hover();
  await expect(page.getByRole('tooltip')).toContainText('reduced the grain yield by 9 percent');
  await app.screen('chat-citing');
  await page.mouse.move(640, 700, { steps: 5 });
  server.goOn();
  await answered(app);
  await expect(written.locator('mark')).toHaveText(fiction);
  await expect(turn.getByText('1 sentence is not supported by any passage.')).toBeVisible();
  await expect(turn.getByText(/^Model endpoint · [\d.]+ sec$/)).toBeVisible();
  await expectAccessible(page);
  await app.screen('chat-answered');
  await citation.click();
  await expect(page.getByRole('textbox', { name: 'Page' })).toHaveValue('3');
  await expect(turn).toBeVisible();
  await app.screen('chat-beside-reader');
  await page.getByRole('button', { name: 'Back to the answer' }).click();
  await expect(citation).toBeFocused();
  server.close();
});

test('an answer that is stopped, tried again or asked differently stays within reach as a version', async ({ open, folder }) => {
  const said: Said[] = [['It goes on', ' and on', pause], [fact], [second]];
  const server = await startChatServer(() => said.shift() ?? []);
  const app = await open(server.settings);
  const { page } = app;
  await addPapers(app, folder, { maize });
  await useEndpoint(app);
  await app.ask(question);
  await expect(lastTurn(app)).toContainText('It goes on and on');
  await page.getByRole('textbox', { name: 'Question' }).press('Escape');
  const turn = await answered(app);
  await expect(turn).toContainText('Stopped.');
  await expect(turn).toContainText('It goes on and on');
  await expect.poll(server.broken).toBe(1);
  await app.screen('chat-stopped');

  await turn.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('menuitem', { name: 'Model endpoint (m)' }).click();
  await expect(turn).toContainText('reduced the grain yield by 9 percent');
  await answered(app);
  await expect(turn).toContainText('2/2');

  await turn.getByRole('button', { name: 'Edit the question' }).click();
  await page.getByRole('textbox', { name: 'Changed question' }).fill('When was stalk lodging of maize common?');
  await page.keyboard.press('Enter');
  await expect(turn.getByRole('heading', { name: 'When was stalk lodging of maize common?' })).toBeVisible();
  await answered(app);
  await expect(turn).toContainText('3/3');
  await app.screen('chat-versions');

  await turn.getByRole('button', { name: 'Previous version' }).click();
  await turn.getByRole('button', { name: 'Previous version' }).click();
  await expect(turn).toContainText('1/3');
  await expect(turn).toContainText('It goes on and on');
  await page.reload();
  await expect(turn).toContainText('1/3');
  await expect(turn).toContainText('Stopped.');
  server.close();
});

test('a follow-up is asked with what was said before, and a question is answered without the screen', async ({
  open,
  folder,
}) => {
  const said: Said[] = [[fact], [second], ['Dances pointed to gardens within 800 metres of the hive.', pause]];
  const server = await startChatServer(() => said.shift() ?? []);
  const app = await open(server.settings);
  const { page } = app;
  await addPapers(app, folder, { maize, bees });
  await useEndpoint(app);
  await app.ask(question);
  await answered(app);
  await app.ask('And was its lodging common?');
  await expect(page.getByRole('article')).toHaveCount(2);
  await answered(app);
  expect(server.asked()[1]).toContain(question);

  await page.keyboard.press('Control+n');
  await expect(page.getByRole('article')).toHaveCount(0);
  await app.ask(beeQuestion);
  await expect(lastTurn(app)).toContainText('800 metres');
  const bee = chatRow(app, /^Answering.*How far away/);
  await expect(bee).toBeVisible();
  await chatRow(app, /How much did uneven/).click();
  await expect(page.getByRole('article')).toHaveCount(2);
  await app.screen('chat-background');
  server.goOn();
  await expect(bee).toBeHidden();
  await expect(page.getByRole('article')).toHaveCount(2);
  await chatRow(app, /How far away/).click();
  await expect(lastTurn(app)).toHaveAttribute('data-state', 'done');
  server.close();
});

test('chats are found by their words, renamed, deleted and brought back; a draft is lost by none of it', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await addPapers(app, folder, { maize, bees });
  await app.ask(question);
  await answered(app);
  await page.getByRole('region', { name: 'Chat', exact: true }).getByRole('button', { name: 'New chat' }).click();
  await app.ask(beeQuestion);
  await answered(app);

  const box = page.getByRole('textbox', { name: 'Question' });
  await box.fill('A thought about bees');
  await chatRow(app, /How much did uneven/).click();
  await expect(box).toHaveValue('');
  await chatRow(app, /How far away/).click();
  await expect(box).toHaveValue('A thought about bees');

  await page.getByRole('searchbox', { name: 'Search chats' }).fill('waggle hive');
  await expect(page.locator('[data-chat]')).toHaveCount(1);
  await app.screen('chat-search');
  await page.getByRole('searchbox', { name: 'Search chats' }).fill('zeppelin');
  await expect(page.getByText('No chat holds these words.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search chats' }).press('Escape');
  await expect(page.locator('[data-chat]')).toHaveCount(2);

  await chatRow(app, /How far away/).press('F2');
  await page.getByRole('textbox', { name: 'Title of the chat' }).fill('Bees in town');
  await page.keyboard.press('Enter');
  await expect(chatRow(app, 'Bees in town')).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Bees in town' })).toBeVisible();

  await page.keyboard.press('Delete');
  await expect(page.locator('[data-chat]')).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'Ask what your papers say' })).toBeVisible();
  await app.screen('chat-deleted');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(box).toHaveValue('A thought about bees');

  // The conversation goes away below the window: asking fails, and what was written is still there.
  const bees2 = (await conversations(app)).items.find(({ title }) => title === 'Bees in town');
  await request(app, 'conversations.remove', { id: bees2?.id });
  await box.press('Enter');
  await expect(page.getByText(/^This conversation is not there\./)).toBeVisible();
  await expect(box).toHaveValue('A thought about bees');
});

test('a chat about one paper cites no other; what its papers do not say can be asked of all', async ({ app, folder }) => {
  const { page } = app;
  await addPapers(app, folder, { maize, bees, glaciers });
  await page.getByRole('button', { name: 'Limit…' }).click();
  await page.getByRole('combobox', { name: 'Find a collection, tag or paper' }).fill('glaciers');
  await expect(page.getByRole('option')).toHaveCount(1);
  await app.screen('chat-scope-picker');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: `Leave out ${glaciers.title}` })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Limit…' })).toBeFocused();

  await app.ask(question);
  const turn = await answered(app);
  await expect(turn).toContainText('The library does not say.');
  await app.screen('chat-not-said');
  await expectAccessible(page);
  await turn.getByRole('button', { name: 'Ask the whole library' }).click();
  await expect(turn).toContainText('reduced the grain yield by 9 percent');
  await answered(app);
  await expect(page.getByText('Whole library')).toBeVisible();

  await page.keyboard.press('Control+n');
  const [bee] = (await request<{ items: { id: string; fileName: string }[] }>(app, 'documents.list', {})).items.filter(
    ({ fileName }) => fileName === 'bees.pdf',
  );
  const tag = await request<{ id: string }>(app, 'tags.create', { name: 'Insects' });
  await request(app, 'tags.assign', { id: tag.id, documentIds: [bee?.id], tagged: true });
  await page.getByRole('button', { name: 'Limit…' }).click();
  await page.getByRole('option', { name: 'Insects' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Limit…' })).toBeFocused();
  await app.ask('What rose, fell, was common or was rare in summer?');
  await answered(app);
  const titles = turn.getByRole('listitem').filter({ hasNotText: bees.title });
  await expect(titles).toHaveCount(0);
});

test('an answer is copied with its references, a chat exported with its quotes', async ({ app, folder }) => {
  const { page } = app;
  await addPapers(app, folder, { maize });
  await app.ask(question);
  const turn = await answered(app);
  await turn.getByRole('button', { name: 'Copy the answer with its references' }).click();
  await expect(page.getByText('Copied.', { exact: true })).toBeVisible();
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('reduced the grain yield by 9 percent at the highest population.');
  expect(copied).toMatch(/^\[1\] Plant Population and Grain Yield of Maize on Sandy Soil, p\. 3: “Uneven/m);

  const file = join(folder, 'chat.md');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (async () => ({ canceled: false, filePath })) as unknown as typeof dialog.showSaveDialog;
  }, file);
  await page.getByRole('button', { name: 'What to do with this chat' }).click();
  await app.screen('chat-menu');
  await page.getByRole('menuitem', { name: 'Export as Markdown…' }).click();
  await expect(page.getByText('Exported.', { exact: true })).toBeVisible();
  const exported = await readFile(file, 'utf8');
  expect(exported).toContain(`## ${question}`);
  expect(exported).toContain('## References');
});

test('closing in the middle of an answer keeps what was said, the chat that was open and what was being written', async ({
  open,
  folder,
}) => {
  const server = await startChatServer([fact, ' It goes on', pause]);
  const first = await open(server.settings);
  await addPapers(first, folder, { maize });
  await useEndpoint(first);
  await first.ask(question);
  await expect(lastTurn(first)).toContainText('It goes on');
  await first.page.getByRole('textbox', { name: 'Question' }).fill('Another question');
  await first.electron.close();

  const second = await open(server.settings);
  const turn = lastTurn(second);
  await expect(turn.getByRole('heading', { name: question })).toBeVisible();
  await expect(turn).toHaveAttribute('data-state', 'stopped');
  await expect(turn).toContainText('It goes on');
  await expect(second.page.getByRole('textbox', { name: 'Question' })).toHaveValue('Another question');
  server.close();
});

test('a model that fails says what to do, and the same question goes to the papers themselves', async ({ open, folder }) => {
  const app = await open({ HUB_OPENAI_URL: 'http://127.0.0.1:9/v1', HUB_OPENAI_MODEL: 'm' });
  const { page } = app;
  await addPapers(app, folder, { maize });
  await useEndpoint(app);
  await app.ask(question);
  const turn = await answered(app);
  await expect(turn).toContainText('The model endpoint does not answer.');
  await app.screen('chat-failed');
  await expectAccessible(page);
  await turn.getByRole('button', { name: 'Answer with sentences from your papers' }).click();
  await expect(turn).toContainText('reduced the grain yield by 9 percent');
  await page.getByRole('button', { name: /^Answer with/ }).click();
  await expect(page.getByRole('menu')).toContainText('Add a model…');
  await app.screen('chat-generators');
});

test('asking, reading and coming back need no mouse', async ({ app, folder }) => {
  const { page } = app;
  await addPapers(app, folder, { maize, bees });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.keyboard.press('Control+n');
  const box = page.getByRole('textbox', { name: 'Question' });
  await expect(box).toBeFocused();
  await page.keyboard.type('How much did uneven seed distribution');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('reduce the grain yield of maize?');
  await page.keyboard.press('Enter');
  const turn = await answered(app);
  await expect(box).toBeFocused();
  const source = turn.getByRole('button', { name: /^Source 1: / });
  for (let steps = 0; steps < 12 && !(await source.evaluate((one) => one === document.activeElement)); steps += 1)
    await page.keyboard.press('Shift+Tab');
  await expect(source).toBeFocused();
  await app.screen('chat-keyboard');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Page' })).toHaveValue('3');
  await page.keyboard.press('Control+2');
  await expect(box).toBeFocused();
  await page.keyboard.type('And the waggle dances of honeybees?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article')).toHaveCount(2);
  await answered(app);
  await app.screen('chat-1920');
  await expectAccessible(page);
});

test('a long answer grows below its question; who reads further up is left there, who is at the end goes along', async ({
  open,
  folder,
}) => {
  const rows = '| Stand | Yield |\n|---|---|\n| 40,000 | **5.2** |\n\n';
  const part = (n: number) => `## Part ${n}\n\n1. ${fact}\n2. *Maybe* \`more\` of it\n\n${rows}${`${second} `.repeat(8)}\n\n`;
  const server = await startChatServer([part(1), part(2), pause, part(3), pause, part(4), pause, part(5)]);
  const app = await open(server.settings);
  const { page } = app;
  await addPapers(app, folder, { maize });
  await useEndpoint(app);
  await app.ask(question);
  const turn = lastTurn(app);
  const grown = async (n: number) => {
    await expect(turn).toContainText(`Part ${n}`);
    await expect(turn.getByRole('button', { name: /^Source 1: / }).first()).toBeVisible();
  };
  await grown(2);
  await expect(turn.getByRole('heading', { name: question })).toBeInViewport();
  await app.screen('chat-markdown');
  const view = turn.locator('../..');
  const fromEnd = () => view.evaluate((one) => one.scrollHeight - one.clientHeight - one.scrollTop);
  const scrollTo = (top: number) => view.evaluate((one, to) => one.scrollTo(0, to), top);

  await scrollTo(100_000);
  server.goOn();
  await grown(3);
  await expect.poll(fromEnd).toBeLessThan(2);
  await scrollTo(120);
  server.goOn();
  await grown(4);
  expect(await view.evaluate((one) => one.scrollTop)).toBe(120);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await answered(app);
  await expect(page.getByRole('textbox', { name: 'Question' })).toBeFocused();
  server.close();
});

test('a passage of a paper is asked about in a chat on that paper, and stands above the question', async ({ app, folder }) => {
  const { page } = app;
  await addPapers(app, folder, { maize, bees });
  const box = page.getByRole('textbox', { name: 'Question' });
  await page.getByRole('list', { name: 'Examples' }).getByRole('button', { name: /Maize/ }).click();
  await expect(box).toBeFocused();
  await page.keyboard.press('Enter');
  const example = await answered(app);
  await example.getByRole('button', { name: /^Source 1: / }).click();
  const layer = page.locator('.textLayer').filter({ hasText: 'Maize was sown' });
  await layer.getByText('Maize was sown').click({ clickCount: 3 });
  await page.getByRole('button', { name: 'Ask about this' }).click();
  const composer = page.getByRole('complementary').locator('form');
  await expect(composer.locator('blockquote')).toContainText('Maize was sown');
  await expect(page.getByRole('button', { name: `Leave out ${maize.title}` })).toBeVisible();
  await expect(box).toBeFocused();
  await page.keyboard.type('When was it common?');
  await app.screen('chat-ask-about');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  const turn = await answered(app);
  await expect(turn.getByRole('heading', { name: 'When was it common?' })).toBeVisible();
  await expect(turn.locator('blockquote')).toContainText('Maize was sown');
  await expect(composer.locator('blockquote')).toHaveCount(0);
  await expect(chatRow(app, 'When was it common?')).toBeVisible();

  await box.fill('x'.repeat(2001));
  await expect(page.getByText('Too long: 2001 of 2000 characters')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ask', exact: true })).toBeDisabled();
});
