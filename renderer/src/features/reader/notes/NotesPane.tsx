/** The highlights and notes of the paper in the reader. */
export function NotesPane() {
  return null;
}
