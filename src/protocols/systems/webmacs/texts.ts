// What the page says about WebMACS only.

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
} as const
