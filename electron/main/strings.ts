/** Everything the host itself says: menu, dialogs of the system. The window's words are the renderer's. */
export const strings = {
  menu: {
    file: 'File',
    view: 'View',
    add: 'Add PDFs…',
    newChat: 'New Chat',
    settings: 'Settings…',
    find: 'Find',
    library: 'Library',
    activity: 'Activity',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    zoomReset: 'Actual Size',
    shortcuts: 'Keyboard Shortcuts',
  },
  addPdfs: { title: 'Add PDFs', button: 'Add', kind: 'PDF' },
  addModel: {
    title: 'Add a language model',
    titleFolder: 'Folder with the model’s files',
    button: 'Add',
    kind: 'GGUF models',
    all: 'All files',
  },
  windowCrashes: {
    title: 'The window keeps stopping',
    detail: 'Your library is safe, and papers being read go on. Show the window again, or quit and start the app anew.',
    again: 'Show Again',
    quit: 'Quit',
  },
};
