// Judges what can be judged of a source before anybody is asked: its address, its options, its way to sign in.
import type { Judgement } from '../../domain/examination'
import type { Protocol, SourceConfig, SystemRuntime } from '../../protocols/protocol'
import { isUnauthorized, RequestError } from '../../protocols/request-error'
import { doctorTexts } from '../../texts/doctor'
import { failed, notice, ok } from './verdict'

const { seen, remedies } = doctorTexts
const OWN_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/

export function judgeConfiguration(
  source: SourceConfig,
  protocol: Protocol,
  runtime: SystemRuntime,
  origin: string,
): Judgement {
  const address = addressOf(source.baseUrl)
  if (!address) return failed(seen.noAddress(source.baseUrl), remedies.address)
  const isOpenToAll = address.protocol === 'http:' && !OWN_MACHINE.test(address.hostname)
  if (isOpenToAll && origin.startsWith('https:')) return failed(seen.mixed, remedies.mixed)
  return (
    judgeOptions(source, protocol) ??
    judgeMethod(source, protocol) ??
    judgeSockets(source, protocol, runtime) ??
    (isOpenToAll && source.auth && address.origin !== origin
      ? notice(seen.unencrypted, remedies.unencrypted)
      : ok(seen.configured))
  )
}

function judgeOptions({ options }: SourceConfig, protocol: Protocol): Judgement | null {
  const missing = protocol.options.find(
    ({ key, required }) => required && String(options[key] ?? '').trim() === '',
  )
  return missing ? failed(seen.optionMissing(missing.label), remedies.option(missing.label)) : null
}

function judgeMethod({ auth }: SourceConfig, { authMethods }: Protocol): Judgement | null {
  if (!auth || authMethods.some(({ id }) => id === auth.method)) return null
  return failed(seen.methodUnknown(auth.method), remedies.method(authMethods.map(({ id }) => id).join(', ')))
}

/** A system may know better what it needs in its addresses; that nobody is signed in yet is no fault of them. */
function judgeSockets(source: SourceConfig, protocol: Protocol, runtime: SystemRuntime): Judgement | null {
  for (const { id } of protocol.links) {
    try {
      runtime.socketAddress(id, source, null)
    } catch (error) {
      if (isUnauthorized(error)) continue
      const words = error instanceof RequestError ? error.message : seen.noAddress(source.baseUrl)
      return failed(words, remedies.address)
    }
  }
  return null
}

function addressOf(baseUrl: string): URL | null {
  return URL.canParse(baseUrl) ? new URL(baseUrl) : null
}

/** Host and port, as a finding names them. */
export function hostOf(baseUrl: string): string {
  return addressOf(baseUrl)?.host ?? baseUrl
}
