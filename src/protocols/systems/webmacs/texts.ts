// What is said about WebMACS only.

export const texts = {
  label: 'WebMACS',
  link: 'Datapoint stream',
  password: 'Email and password',
  apiToken: 'API token',
  email: 'Email',
  passwordField: 'Password',
  apiTokenField: 'API token',
  apiTokenHint: 'Begins with wm_',
  refusals: {
    'Authentication required': 'The server asks for a sign-in.',
    'Invalid or expired token': 'The sign-in has expired.',
    'Token has been revoked': 'The sign-in was ended, here or elsewhere.',
    'User not found': 'This user no longer exists.',
    'Invalid API token': 'The API token is not valid.',
    'API token expired': 'The API token has expired.',
  },
  refused: 'The server refused the sign-in.',
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
  expected: (where: string, what: string, found: string) => `${where}: expected ${what}, found ${found}`,
} as const
