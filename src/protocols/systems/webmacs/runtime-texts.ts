// What the working part of WebMACS has to say; loaded with it.

export const texts = {
  wrongLogin: 'Email or password is wrong.',
  groups: {
    sensor: 'Sensors',
    actuator: 'Actuators',
    range: 'Ranges',
    cmd_button: 'Buttons',
    cmd_opened: 'Switches',
    cmd_closed: 'Switches',
    other: 'Other',
  },
  health: { version: 'Version', database: 'Database', uptime: 'Uptime', lastDatapoint: 'Last datapoint' },
  unnamed: 'Unnamed sensor',
  limitsNotRead: (why: string) => `The rules could not be read: ${why}`,
  expected: (where: string, what: string, found: string) => `${where}: expected ${what}, found ${found}`,
} as const
