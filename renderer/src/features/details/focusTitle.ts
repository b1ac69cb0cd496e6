export const titleFieldId = 'details-title';

/** Puts the cursor into the title of the details pane, once it is drawn. */
export function focusTitle(): void {
  setTimeout(() => {
    const field = document.getElementById(titleFieldId);
    if (!(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    field.select();
  });
}
