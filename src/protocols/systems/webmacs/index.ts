// WebMACS (FastAPI): a stream of datapoints from IoT controllers, REST under /api/v1.
// This part is light, the page holds it; decoder and REST are loaded by the engine.
import { passwordField } from '../../password-field'
import type { Protocol } from '../../protocol'
import { policy } from './policy'
import { texts } from './texts'

const webmacs: Protocol = {
  label: texts.label,
  options: [],
  authMethods: [
    {
      id: 'password',
      label: texts.password,
      fields: [
        { key: 'email', label: texts.email, type: 'email', required: true, autocomplete: 'username' },
        passwordField(texts.passwordField),
      ],
    },
    {
      id: 'api-token',
      label: texts.apiToken,
      fields: [
        {
          key: 'token',
          label: texts.apiTokenField,
          type: 'password',
          required: true,
          autocomplete: 'off',
          hint: texts.apiTokenHint,
        },
      ],
    },
  ],
  links: [{ id: 'datapoints', label: texts.link, policy }],
  // Controllers push each second or slower; ten-second sensors must not look stale before that is learned.
  cadenceHintMs: 5_000,
  capabilities: { history: true, limits: true, polling: true },
  anyOrigin: true,
  load: async () => (await import('./runtime')).runtime,
}

export default webmacs
