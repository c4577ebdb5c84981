// What our two hot routes are measured against: a bare Fastify route that runs one statement through pg and answers with
// what it returns. No sessions, policies, schemas or texts. The pool is as large as the service's, the statements named.
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
const app = Fastify();

const claim = {
  name: 'claim',
  text: `update reference_comparison set claimed_by = $1, claimed_at = now()
         where id = (select id from reference_comparison where claimed_at is null
                     order by priority desc, id limit 1 for update skip locked)
         returning id`,
};

app.post<{ Body: { annotatorId: string } }>('/claim', async (request) => {
  const { rows } = await pool.query({ ...claim, values: [request.body.annotatorId] });
  return { claimed: rows[0] ?? null };
});

const insert = {
  name: 'insert',
  text: `insert into reference_preference (id, comparison_id, side, strength, active_ms)
         values ($1, $2, $3, $4, $5) returning id`,
};

interface Preference {
  id: string;
  comparisonId: string;
  side: string;
  strength: string;
  activeMs: number;
}

app.put<{ Body: Preference }>('/preference', async ({ body }) => {
  const values = [body.id, body.comparisonId, body.side, body.strength, body.activeMs];
  const { rows } = await pool.query({ ...insert, values });
  return rows[0];
});

/** As many comparisons as the service has, as narrow as a queue can be; the service's index serves its claim too. */
async function makeTables(comparisons: number) {
  await pool.query(`
    create table reference_comparison (
      id uuid primary key, priority int not null default 0, claimed_by uuid, claimed_at timestamptz
    );
    create index on reference_comparison (priority desc, id) where claimed_at is null;
    create table reference_preference (
      id uuid primary key, comparison_id uuid not null, side text not null, strength text not null, active_ms int not null,
      submitted_at timestamptz not null default now()
    )`);
  await pool.query('insert into reference_comparison (id) select uuidv7() from generate_series(1, $1)', [
    comparisons,
  ]);
}

process.once('SIGTERM', () => {
  app
    .close()
    .then(() => pool.end())
    .then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
});

await makeTables(Number(process.env.COMPARISONS));
console.log(`reference ready at ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
