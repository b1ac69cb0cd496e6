import { ctx, openTestEngine } from './localEngine.ts';

/** A host that asks a question and, once a part of the answer is stored, tells the conversation's id and waits to be killed. */
const [dataDir, paper, question] = process.argv.slice(2) as [string, string, string];
const { HUB_OPENAI_URL, HUB_OPENAI_MODEL } = process.env as Record<string, string>;
const test = await openTestEngine({
  dataDir,
  settings: { HUB_OPENAI_URL: HUB_OPENAI_URL!, HUB_OPENAI_MODEL: HUB_OPENAI_MODEL! },
});
const [id] = await test.add([paper]);
await test.ended(id!);
const conversation = await test.call('conversations.create', {});
const input = { conversationId: conversation.id, parentId: null, question, generator: 'openai' };
void test.engine.call('conversations.ask', input, { ctx });
for (;;) {
  const { turns } = await test.call('conversations.get', { id: conversation.id });
  if (turns[0]?.answer) break;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
process.send!(conversation.id);
