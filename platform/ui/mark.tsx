/**
 * The product's mark: two halves, one of each side's colour, that make one shape.
 */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden="true" focusable="false">
      <path d="M6 0h5v22H6a6 6 0 0 1-6-6V6a6 6 0 0 1 6-6Z" fill="var(--t-internal)" />
      <path d="M11 0h5a6 6 0 0 1 6 6v10a6 6 0 0 1-6 6h-5Z" fill="var(--t-provider)" />
    </svg>
  );
}
