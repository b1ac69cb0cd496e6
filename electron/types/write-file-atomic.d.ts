declare module 'write-file-atomic' {
  /** Writes beside `path`, flushes, then renames: the file is the old one or the new one, never half of one. */
  export default function writeFileAtomic(path: string, data: string, options?: { mode?: number }): Promise<void>;
}
