import postgres from 'postgres';
import { drain } from './drain.mjs';

await drain(async (url, channel, receive) => {
  const sql = postgres(url, { max: 1 });
  await sql.listen(channel, receive);
  return () => sql.end({ timeout: 0 });
});
