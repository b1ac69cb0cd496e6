/** In `resources/` of a package made with an unofficial Electron: the updater and the release check refuse what has it. */
export const testBuildMarker = 'TEST-BUILD.txt';
