/** What the traffic generator needs of the Data API; it acts as the platform's backend. */
export type RestClient = {
  select<T>(table: string, parameters: Record<string, string>): Promise<T[]>
  insert(table: string, row: object): Promise<void>
  /** Calls a function that has no arguments and returns nothing. */
  call(name: string): Promise<void>
  update(table: string, parameters: Record<string, string>, changes: object): Promise<void>
}

/**
 * @param url where the API answers.
 * @param secretKey the key that may do everything.
 */
export function createRestClient(url: string, secretKey: string): RestClient {
  async function request(method: string, table: string, parameters: Record<string, string>, body?: object) {
    const response = await fetch(`${url}/rest/v1/${table}?${new URLSearchParams(parameters)}`, {
      method,
      headers: { apikey: secretKey, 'content-type': 'application/json', prefer: 'return=minimal' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
    if (!response.ok) throw new Error(`${method} ${table}: ${response.status} ${await response.text()}`)
    return response
  }
  return {
    select: async (table, parameters) => (await request('GET', table, parameters)).json(),
    insert: async (table, row) => {
      await request('POST', table, {}, row)
    },
    call: async (name) => {
      await request('POST', `rpc/${name}`, {}, {})
    },
    update: async (table, parameters, changes) => {
      await request('PATCH', table, parameters, changes)
    },
  }
}
