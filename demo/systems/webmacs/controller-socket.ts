// `/ws/controller/telemetry`: takes batches of readings from the demo's own controller and from anyone's program.
// Silence means success; only refusals are answered.

import type { Channel } from '../../faults/channel'
import type { Pipeline } from './pipeline'
import { objectIn } from './stream'
import type { TokenDesk } from './tokens'

const POLICY_VIOLATION = 1008

export async function openControllerSocket(
  channel: Channel,
  token: string | null,
  parts: { tokens: TokenDesk; pipeline: Pipeline; controllerToken: string },
): Promise<void> {
  const verdict =
    token === parts.controllerToken
      ? Promise.resolve({ refusal: undefined })
      : parts.tokens.check(token, { faults: false })
  channel.onMessage((text) => {
    void verdict.then(({ refusal }) => {
      if (refusal) return
      const taken = parts.pipeline.take(objectIn(text)?.get('datapoints'))
      if (taken.refusal !== undefined) channel.send({ type: 'error', message: taken.refusal })
    })
  })
  const { refusal } = await verdict
  if (refusal) channel.close(POLICY_VIOLATION, refusal)
}
