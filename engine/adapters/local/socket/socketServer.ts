import { lstat, mkdtemp, readFile, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type RouteName, routes } from '../../../../shared/api/routes.ts';
import { localLibraryId, localPrincipalId } from '../../../../shared/domain/library.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import type { Engine } from '../../../Engine.ts';
import { clientFrameSchema, type HostFrame, hostFileName, hostFileSchema } from './frames.ts';

export interface SocketServer {
  /** Waits for requests under way, at most `timeoutMs`, and stops listening. */
  close(timeoutMs: number): Promise<void>;
}

/**
 * Lets other processes of the same person use the engine that holds the folder: routes with surface `local`, over a Unix socket in
 * a private folder (a named pipe on Windows) whose address is written into the data folder. The caller has locked that.
 */
export async function serveSocket(engine: Engine, dataDir: string): Promise<SocketServer> {
  await removeStaleSocket(dataDir);
  // Data folders can be too deep for a socket's address (108 bytes); the private folder is not.
  const folder = await mkdtemp(join(tmpdir(), 'hub-'));
  const address = process.platform === 'win32' ? `\\\\.\\pipe\\${folder.replaceAll(/[\\:]/g, '-')}` : join(folder, 'hub.sock');
  const running = new Set<Promise<void>>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveClient(engine, socket, running);
  });
  await listen(server, address);
  await writeFile(join(dataDir, hostFileName), JSON.stringify({ pid: process.pid, socket: address }), { mode: 0o600 });
  return {
    async close(timeoutMs) {
      server.close();
      await Promise.race([Promise.allSettled(running), new Promise((resolve) => setTimeout(resolve, timeoutMs).unref())]);
      for (const socket of sockets) socket.end();
      await rm(join(dataDir, hostFileName), { force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Removes the socket of a holder that was killed, with its folder when nothing else lies there. */
async function removeStaleSocket(dataDir: string): Promise<void> {
  try {
    const { socket } = hostFileSchema.parse(JSON.parse(await readFile(join(dataDir, hostFileName), 'utf8')));
    if (!(await lstat(socket)).isSocket()) return;
    await unlink(socket);
    await rmdir(dirname(socket));
  } catch {
    // There was none, or it is gone.
  }
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
}

function serveClient(engine: Engine, socket: Socket, running: Set<Promise<void>>): void {
  const calls = new Map<number, AbortController>();
  const post = (frame: HostFrame) => {
    if (socket.writable) socket.write(`${JSON.stringify(frame)}\n`);
  };
  // A client that goes away has its calls cancelled; what it added stays and goes on.
  const abandon = () => {
    for (const call of calls.values()) call.abort(new AppError('cancelled'));
  };
  socket.on('close', abandon);
  socket.on('error', abandon);
  const lines = createInterface({ input: socket });
  // The reader passes the socket's errors on.
  lines.on('error', () => undefined);
  lines.on('line', (line) => {
    const frame = parseFrame(line);
    if (!frame) return;
    if ('cancel' in frame) {
      calls.get(frame.cancel)?.abort(new AppError('cancelled'));
      return;
    }
    const controller = new AbortController();
    calls.set(frame.id, controller);
    const call = answerCall(engine, frame.route, frame.input, controller.signal, (event) => post({ id: frame.id, event }))
      .then(
        (data) => post({ id: frame.id, data }),
        (error) => post({ id: frame.id, error: AppError.from(error).toData() }),
      )
      .finally(() => {
        calls.delete(frame.id);
        running.delete(call);
      });
    running.add(call);
  });
}

function parseFrame(line: string) {
  try {
    return clientFrameSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

async function answerCall(engine: Engine, route: string, input: unknown, signal: AbortSignal, emit: (event: unknown) => void) {
  if (!Object.hasOwn(routes, route) || !(routes[route as RouteName].surfaces as readonly string[]).includes('local')) {
    throw new AppError('not_found', { message: `There is no call named ${route}.` });
  }
  const ctx = { principal: { id: localPrincipalId }, libraryId: localLibraryId, requestId: crypto.randomUUID(), signal };
  return await engine.call(route as RouteName, input, { ctx, emit });
}
