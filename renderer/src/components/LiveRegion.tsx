import { create } from 'zustand';

const useSpoken = create<{ text: string }>(() => ({ text: '' }));

/** Has a screen reader say it when it is free to. */
export function announce(text: string): void {
  useSpoken.setState({ text });
}

export function LiveRegion() {
  const text = useSpoken((state) => state.text);
  return (
    <div className="sr-only" aria-live="polite">
      {text}
    </div>
  );
}
