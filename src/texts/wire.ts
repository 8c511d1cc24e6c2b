// What is said of what came over the wire, by whatever system.

export const wireTexts = {
  expected: (where: string, what: string, found: string) => `${where}: expected ${what}, found ${found}`,
  moreRejected: 'More of the same state could not be understood.',
  time: 'an ISO 8601 time between 2000 and 2100',
} as const
