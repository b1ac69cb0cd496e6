/**
 * Collects values and hands them over together, once a frame; in a window that is not drawn, four times a second. So a burst of a
 * thousand events is one update of the screen.
 */
export function perFrame<T>(flush: (values: T[]) => void): (value: T) => void {
  let values: T[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    const batch = values;
    values = [];
    flush(batch);
  };
  return (value) => {
    values.push(value);
    if (values.length > 1) return;
    frame = requestAnimationFrame(run);
    timer = setTimeout(run, 250);
  };
}
