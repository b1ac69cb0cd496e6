import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { EngineClient } from '../../../../shared/api/routes.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { type ClientFrame, type HostFrame, hostFileName, hostFileSchema, hostFrameSchema } from './frames.ts';

interface Pending {
  resolve(data: unknown): void;
  reject(error: AppError): void;
  onEvent: ((event: unknown) => void) | undefined;
}

/** Connects to the process that holds the folder; null when nobody answers there. */
export async function connectSocket(dataDir: string): Promise<(EngineClient & { close(): void }) | null> {
  const socket = await openSocket(dataDir);
  if (!socket) return null;
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let reason = new AppError('connection_lost');
  const post = (frame: ClientFrame) => socket.write(`${JSON.stringify(frame)}\n`);
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const { reject } of pending.values()) reject(reason);
    pending.clear();
  });
  const lines = createInterface({ input: socket });
  // The reader passes the socket's errors on; `close` follows and tells them.
  lines.on('error', () => undefined);
  lines.on('line', (line) => {
    const frame = parseFrame(line);
    if (!frame) {
      reason = new AppError('unexpected', { message: 'The program that holds this library is of another version. Close it.' });
      socket.destroy();
      return;
    }
    const call = pending.get(frame.id);
    if (!call) return;
    if ('event' in frame) {
      call.onEvent?.(frame.event);
      return;
    }
    pending.delete(frame.id);
    if ('error' in frame) call.reject(AppError.fromData(frame.error));
    else call.resolve(frame.data);
  });
  return {
    request(route, input, options = {}) {
      const id = nextId++;
      return new Promise((resolve, reject) => {
        if (socket.destroyed) {
          reject(reason);
          return;
        }
        pending.set(id, {
          resolve: resolve as (data: unknown) => void,
          reject,
          onEvent: options.onEvent as ((event: unknown) => void) | undefined,
        });
        options.signal?.addEventListener('abort', () => post({ cancel: id }), { once: true });
        post({ id, route, input });
        if (options.signal?.aborted) post({ cancel: id });
      });
    },
    close: () => socket.end(),
  };
}

function parseFrame(line: string): HostFrame | null {
  try {
    return hostFrameSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

async function openSocket(dataDir: string): Promise<Socket | null> {
  let address: string;
  try {
    address = hostFileSchema.parse(JSON.parse(await readFile(join(dataDir, hostFileName), 'utf8'))).socket;
  } catch {
    return null;
  }
  return await new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}
