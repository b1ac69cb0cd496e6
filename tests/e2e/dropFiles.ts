import type { Page } from '@playwright/test';

/** One step of dragging files or folders of this machine over the window. */
export async function dragFiles(page: Page, type: 'dragEnter' | 'dragOver' | 'drop', files: string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.dispatchDragEvent', {
    type,
    x: 640,
    y: 300,
    data: { items: [], files, dragOperationsMask: 1 },
  });
  await devtools.detach();
}

/** Drags them over it and lets go. */
export async function dropFiles(page: Page, files: string[]): Promise<void> {
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await dragFiles(page, type, files);
}
