/** A title as the name of a file, without extension; empty where it has no letter to name it by. */
export function fileNameOf(title: string): string {
  return title
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, ' ')
    .trim()
    .slice(0, 100);
}
