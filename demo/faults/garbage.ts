// Bad frames that fit any system; each system adds those of its own shape.

const OVERSIZED_BYTES = 10 * 1024 * 1024

/** Goes round the bad frames for ever; the oversized one comes once. */
export function* garbageFrames(ownFrames: () => (string | Buffer)[]): Generator<string | Buffer, never> {
  yield* ownFrames()
  yield* COMMON_FRAMES
  yield JSON.stringify({ type: 'padding', data: 'x'.repeat(OVERSIZED_BYTES) })
  for (;;) {
    yield* ownFrames()
    yield* COMMON_FRAMES
  }
}

const COMMON_FRAMES: readonly (string | Buffer)[] = [
  '{"type":"cut off in the mid',
  '',
  'not JSON at all',
  '<html><body><h1>502 Bad Gateway</h1></body></html>',
  Buffer.from([0x00, 0xff, 0xfe, 0x80, 0x01]),
  '[1,2,3]',
  '42',
  'null',
  '"a string"',
  'NaN',
  '{}',
  '{"type":17}',
  '{"type":"never heard of"}',
  '{"__proto__":{"polluted":true},"type":"__proto__"}',
  '{"type":"<img src=x onerror=alert(1)>","message":"<script>alert(1)</script>"}',
]
