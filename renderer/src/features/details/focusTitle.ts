export const titleFieldId = 'details-title';

/** Puts the cursor into the title of the details pane, once it is there. */
export function focusTitle(): void {
  // A menu that closes gives the focus back first.
  setTimeout(() => {
    const field = document.getElementById(titleFieldId);
    if (field instanceof HTMLTextAreaElement) field.select();
  }, 50);
}
