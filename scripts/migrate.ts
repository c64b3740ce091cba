import { migrateDatabase } from "@/db/migrate";

// Brings the database that DATABASE_URL names up to date.
const url = process.env.DATABASE_URL;
if (!url) throw new Error("DATABASE_URL is not set; file:/absolute/path.db or postgres://… is allowed.");
await migrateDatabase(url);
