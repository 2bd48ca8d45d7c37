import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** 指标: what Prometheus is told. No label ever holds a personal value. */
@Injectable()
export class Measures {
  readonly registry = new Registry();
  private readonly commands = new Counter({
    name: 'ledger_commands_total',
    help: 'Commands by name, outcome and the rule that refused',
    labelNames: ['command', 'outcome', 'rule'],
    registers: [this.registry],
  });
  private readonly requests = new Histogram({
    name: 'ledger_http_request_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_S,
    registers: [this.registry],
  });
  readonly head = new Gauge({ name: 'ledger_log_position', help: 'Last durable position', registers: [this.registry] });
  readonly lag = new Gauge({
    name: 'ledger_projection_lag_events',
    help: 'Events that a projection has not seen',
    labelNames: ['projection'],
    registers: [this.registry],
  });
  readonly parked = new Gauge({
    name: 'ledger_parked_events',
    help: 'Events that a projection could not digest',
    labelNames: ['projection'],
    registers: [this.registry],
  });

  readonly storesAway = new Gauge({
    name: 'ledger_stores_away',
    help: '1 while log or views do not answer',
    registers: [this.registry],
  });
  readonly repaired = new Gauge({
    name: 'ledger_commands_taken_over',
    help: 'Commands of dead processes that this process has run on since its start',
    registers: [this.registry],
  });
  private readonly held = new Gauge({
    name: 'ledger_lease_held',
    help: '1 for each lease that this process holds',
    labelNames: ['lease'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  leases(held: readonly string[]): void {
    this.held.reset();
    for (const lease of held) this.held.set({ lease }, 1);
  }

  command(command: string, outcome: string, rule = ''): void {
    this.commands.inc({ command, outcome, rule });
  }

  request(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }
}
