import { expect, test } from './fixtures.ts';

test('the page reaches nothing of Node, and the bridge offers three calls', async ({ app }) => {
  const seen = await app.page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((name) => name in window),
    bridge: Object.keys(window.hub).sort(),
  }));
  expect(seen).toEqual({ node: [], bridge: ['on', 'pathForFile', 'request'] });
});

test('the page cannot submit a path, whatever it calls it', async ({ app }) => {
  const answers = await app.page.evaluate(async () => {
    const ask = (route: string, input: unknown) => window.hub.request({ id: crypto.randomUUID(), route, input });
    return {
      add: await ask('documents.add', { paths: ['/etc/passwd'] }),
      dropped: await ask('documents.addDropped', { handles: ['/etc/passwd'] }),
      grant: await ask('grant', '/etc/passwd'),
      file: await window.hub.pathForFile(new File(['%PDF-1.7'], '/etc/passwd')),
    };
  });
  expect(answers.add).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  expect(answers.dropped).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  expect(answers.grant).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  expect(answers.file).toBeNull();
});

test('the window stays on its page and opens no other', async ({ app }) => {
  const { page, electron } = app;
  const before = page.url();
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.org/';
    document.body.append(link);
    link.click();
    window.open('https://example.org/');
    location.href = 'file:///etc/passwd';
  });
  await page.waitForTimeout(500);
  expect(page.url()).toBe(before);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('foreign code and connections are refused', async ({ app }) => {
  const refused = await app.page.evaluate(async () => {
    const fails = (action: () => unknown) =>
      Promise.resolve()
        .then(action)
        .then(
          () => false,
          () => true,
        );
    const inline = document.createElement('script');
    inline.textContent = 'window.inlineRan = true';
    document.body.append(inline);
    return {
      // In a task of its own: what the test itself evaluates is exempt.
      eval: await new Promise((resolve) => setTimeout(() => resolve(fails(() => new Function('return 1')())))),
      inline: !('inlineRan' in window),
      connect: await fails(() => fetch('http://127.0.0.1:9/')),
      file: await fails(() => fetch('file:///etc/passwd')),
      microphone: await fails(() => navigator.mediaDevices.getUserMedia({ audio: true })),
    };
  });
  expect(refused).toEqual({ eval: true, inline: true, connect: true, file: true, microphone: true });
});

test('the app’s own protocols serve nothing beyond their purpose', async ({ app }) => {
  const statuses = await app.page.evaluate(async () => {
    const status = async (url: string) => (await fetch(url)).status;
    return {
      own: await status('hub-app://app/index.html'),
      main: await status('hub-app://app/..%2fmain%2findex.js'),
      etc: await status('hub-app://app/%2fetc%2fpasswd'),
      unknown: await status('hub-pdf://document/01ARZ3NDEKTSV4RRFFQ69G5FAV'),
      path: await status('hub-pdf://document/..%2f..%2flibrary.sqlite'),
    };
  });
  expect(statuses).toEqual({ own: 200, main: 404, etc: 404, unknown: 404, path: 404 });
});
