// What is said about the history that is kept in this browser.

export const archiveTexts = {
  label: 'Keep history in this browser',
  choice: (span: string) => `Last ${span} of each sensor`,
  off: 'Off',
  opening: 'Reading …',
  kept: (sensors: string, size: string) => `${sensors} ${sensors === '1' ? 'sensor' : 'sensors'}, ${size}`,
  unreadable: (count: string) =>
    count === '1'
      ? '1 record could not be read and was deleted.'
      : `${count} records could not be read and were deleted.`,
  remove: 'Delete it',
  removed: 'Deleted.',
  notKept: (why: string) => `History is not kept in this browser: ${why}`,
  why: {
    missing: 'it has no storage for it.',
    refused: 'its settings, or a private window, do not allow it.',
    full: 'its storage is full. Watchdeck tries again in some minutes.',
    newer: 'a newer version of Watchdeck keeps its own there. Reload this page.',
    held: 'another tab has a different version of Watchdeck open. Close it.',
    failed: 'its storage does not work. Watchdeck tries again in some minutes.',
  },
}
