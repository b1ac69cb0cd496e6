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

test('the window runs with every guard of Chromium and Electron up', async ({ app }) => {
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    // Not in Electron's types: what the window was really made with.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
  });
});

test('a page is granted nothing but to copy what it shows', async ({ app }) => {
  const states = await app.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
    const query = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await query(name)])));
  });
  expect(new Set(Object.values(states))).toEqual(new Set(['denied']));
});

test('a webview is a mere element, a frame stays empty and a download does not begin', async ({ app }) => {
  await app.electron.evaluate(({ session }) => {
    session.defaultSession.on('will-download', (event) => {
      (globalThis as { download?: boolean }).download = event.defaultPrevented;
    });
  });
  const seen = await app.page.evaluate(async () => {
    const webview = document.createElement('webview');
    const frame = document.createElement('iframe');
    frame.src = 'hub-app://app/index.html';
    document.body.append(webview, frame);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const link = document.createElement('a');
    link.download = 'a.txt';
    link.href = URL.createObjectURL(new Blob(['text']));
    link.click();
    return { webview: 'getURL' in webview, framed: frame.contentDocument !== null };
  });
  expect(seen).toEqual({ webview: false, framed: false });
  await expect.poll(() => app.electron.evaluate(() => (globalThis as { download?: boolean }).download)).toBe(true);
});
