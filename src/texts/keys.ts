// What the list of keys says (V5). Loaded when somebody asks for it.

export const keyTexts = {
  title: 'Keys',
  close: 'Close',
  keys: [
    { keys: ['?'], does: 'Show this list' },
    { keys: ['/'], does: 'Search, on Overview and Events' },
    { keys: ['Tab'], does: 'Go to the next link, field or list' },
    { keys: ['←', '→'], does: 'Read single samples, in a sensor’s chart' },
    { keys: ['Home', 'End'], does: 'First and last sample in the chart' },
    { keys: ['/'], does: 'Write, on Messages' },
    { keys: ['Enter'], does: 'Send a message; with Shift it begins a line' },
    { keys: ['J', 'K'], does: 'Next and previous conversation' },
    { keys: ['Home', 'End'], does: 'Older messages, and the newest' },
    { keys: ['Esc'], does: 'Close a dialog, or stop reading samples or writing' },
  ],
} as const
