import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { WindowCommand } from '../../shared/api/desktop.ts';
import { strings } from './strings.ts';

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };
const mac = process.platform === 'darwin';

/** The menu bar: the system's usual entries, and the app's own, which the window carries out. */
export function setMenu(run: (command: WindowCommand) => void): void {
  const text = strings.menu;
  const item = (command: WindowCommand, label: string, accelerator: string): Item => ({
    label,
    accelerator,
    click: () => run(command),
  });
  const settings = item('settings', text.settings, 'CmdOrCtrl+,');
  const file: Item[] = [
    item('newChat', text.newChat, 'CmdOrCtrl+N'),
    item('add', text.add, 'CmdOrCtrl+O'),
    separator,
    ...(mac ? [{ role: 'close' } as const] : [settings, separator, { role: 'quit' } as const]),
  ];
  const edit: Item[] = [
    { role: 'undo' },
    { role: 'redo' },
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    separator,
    item('find', text.find, 'CmdOrCtrl+F'),
  ];
  const view: Item[] = [
    item('library', text.library, 'CmdOrCtrl+1'),
    item('activity', text.activity, 'CmdOrCtrl+3'),
    separator,
    item('zoomIn', text.zoomIn, 'CmdOrCtrl+Plus'),
    // The same key without Shift, as people press it.
    { ...item('zoomIn', text.zoomIn, 'CmdOrCtrl+='), visible: false, acceleratorWorksWhenHidden: true },
    item('zoomOut', text.zoomOut, 'CmdOrCtrl+-'),
    item('zoomReset', text.zoomReset, 'CmdOrCtrl+0'),
    separator,
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [appMenu(settings)] : []),
      { label: text.file, submenu: file },
      { role: 'editMenu', submenu: edit },
      { label: text.view, submenu: view },
      { role: 'windowMenu' },
      { role: 'help', submenu: [item('shortcuts', text.shortcuts, 'F1')] },
    ]),
  );
}

/** macOS: the menu under the app's name, with the settings where its people look for them. */
function appMenu(settings: Item): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
}
