import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { EventFrame, HubBridge } from '../../shared/api/desktop.ts';
import { channels } from '../../shared/api/desktopChannels.ts';

const bridge: HubBridge = {
  request: ({ id, route, input }) => ipcRenderer.invoke(channels.request, { id, route, input }),
  on: (listener) => {
    const receive = (_event: IpcRendererEvent, frame: EventFrame) => listener(frame);
    ipcRenderer.on(channels.event, receive);
    return () => ipcRenderer.off(channels.event, receive);
  },
  pathForFile: async (file) => {
    // Empty for a File a script made. The path goes to main and stays there: the page gets a handle.
    const path = webUtils.getPathForFile(file);
    return path ? ipcRenderer.invoke(channels.grant, path) : null;
  },
};

contextBridge.exposeInMainWorld('hub', bridge);
