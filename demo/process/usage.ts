// What a process uses of this machine: it tells its parent itself, which works alike on every system.

/** One report of a process about itself; its figures grow from its start on, except for the memory. */
export interface UsageReport {
  /** Processor time used so far, of all cores together. */
  processorMs: number
  uptimeMs: number
  /** Resident memory now. */
  memoryBytes: number
}

export interface UsageFigures {
  /** Of one core, since the report before: 150 is one and a half cores. */
  processorPercent: number
  memoryBytes: number
}

export const REPORT_EVERY_MS = 2_000

/** What this very process uses. */
export function usageNow(): UsageReport {
  const { user, system } = process.cpuUsage()
  return {
    processorMs: (user + system) / 1000,
    uptimeMs: process.uptime() * 1000,
    memoryBytes: process.memoryUsage.rss(),
  }
}

/** For children: reports at once, and from then on each two seconds. */
export function reportUsage(): void {
  const report = () => process.send?.({ usage: usageNow() })
  report()
  setInterval(report, REPORT_EVERY_MS).unref()
}

/** The report in a message of a child, or undefined when the message is about something else. */
export function usageIn(message: unknown): UsageReport | undefined {
  if (typeof message !== 'object' || message === null || !('usage' in message)) return undefined
  return message.usage as UsageReport
}

/** Turns the reports of one process, in their order, into figures. */
export class UsageMeter {
  private last = { processorMs: 0, uptimeMs: 0 }

  /** The first report is measured from the start of its process. */
  read(report: UsageReport): UsageFigures {
    const elapsed = report.uptimeMs - this.last.uptimeMs
    const used = report.processorMs - this.last.processorMs
    this.last = report
    return {
      processorPercent: elapsed > 0 ? Math.max(0, (used / elapsed) * 100) : 0,
      memoryBytes: report.memoryBytes,
    }
  }
}
