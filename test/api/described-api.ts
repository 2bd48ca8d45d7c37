/** What tests read of the document that the service publishes. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<'get' | 'post', Operation>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

export interface Operation {
  readonly operationId: string;
  readonly 'x-who-may'?: Readonly<Record<string, string>>;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly required?: boolean;
    readonly schema?: JsonSchema;
  }[];
  readonly requestBody?: {
    /** Of a file: bytes, and no JSON. */
    readonly content: { readonly 'application/json'?: { readonly schema: JsonSchema; readonly example: unknown } };
  };
}

export type JsonSchema = { readonly [member: string]: unknown } & {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
};

/** One endpoint as the document tells it. */
export interface Endpoint {
  readonly method: 'get' | 'post';
  /** With `{field}` for the parameters. */
  readonly path: string;
  readonly operation: Operation;
}

/** 接口: everything that a client knows of the service, from its document alone. */
export class DescribedApi {
  readonly endpoints: readonly Endpoint[];
  private readonly byName: ReadonlyMap<string, Endpoint>;

  private constructor(readonly document: OpenApi) {
    this.endpoints = Object.entries(document.paths).flatMap(([path, methods]) =>
      (['get', 'post'] as const).flatMap((method) => {
        const operation = methods[method];
        return operation ? [{ method, path, operation }] : [];
      }),
    );
    this.byName = new Map(this.endpoints.map((each) => [each.operation.operationId, each]));
  }

  static async of(url: string): Promise<DescribedApi> {
    const response = await fetch(`${url}/openapi.json`);
    return new DescribedApi((await response.json()) as OpenApi);
  }

  endpoint(name: string): Endpoint {
    const found = this.byName.get(name);
    if (!found) throw new Error(`the document has no operation ${name}`);
    return found;
  }

  /** Where a command or question goes, and what is left of its data for the body or query. */
  addressed(name: string, data: object): { readonly path: string; readonly rest: Record<string, unknown> } {
    const { path } = this.endpoint(name);
    const rest: Record<string, unknown> = { ...data };
    const address = path.replaceAll(/\{(\w+)\}/g, (_, field: string) => {
      const value = String(rest[field]);
      delete rest[field];
      return encodeURIComponent(value);
    });
    return { path: address, rest };
  }
}
