// What the page says about the Control Center only.

export const texts = {
  label: 'Control Center',
  link: 'Status',
  closed: {
    normally: 'The server ended the live connection. It is opened again only when you ask for it.',
    goingAway: 'The server is going away, perhaps to restart.',
    brokenOff: 'The connection broke off.',
    policy: 'The server refuses this client: a policy was violated. Its administrator knows which.',
    failed: 'The server failed.',
  },
  commands: {
    start: 'Start',
    stop: 'Stop',
    restart: 'Restart',
    stopQuestion: (name: string) => `Stop ${name}? It stays stopped until it is started again.`,
    restartQuestion: (name: string) => `Restart ${name}? It stops, and is away until it runs again.`,
  },
} as const
