const paths = {
  add: 'M8 3v10M3 8h10',
  retry: 'M12.5 8A4.5 4.5 0 1 1 11 4.6M11.5 2v3h-3',
  remove: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M6.8 7v3.5M9.2 7v3.5',
  stop: 'M4.5 4.5h7v7h-7z',
  close: 'M4 4l8 8M12 4l-8 8',
  previous: 'M10 3.5L5.5 8l4.5 4.5',
  next: 'M6 3.5L10.5 8L6 12.5',
  zoomIn: 'M8 4v8M4 8h8',
  zoomOut: 'M4 8h8',
  fit: 'M2.5 3.5v9M13.5 3.5v9M4.5 8h7M6.5 6l-2 2l2 2M9.5 6l2 2l-2 2',
  warning: 'M8 2.5L14 13H2zM8 6.5v3M8 11.2v.1',
  paper: 'M4 2h5.5L12 4.5V14H4zM9.5 2v2.5H12M6 7.5h4M6 10h4',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  resume: 'M5 3.2L12 8l-7 4.8z',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside a name; it says nothing by itself. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
