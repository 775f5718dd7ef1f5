-- The database of this example, for a PostgreSQL of its own: createdb shop, then psql --dbname shop --file setup/postgres.sql
-- People sign in with certificates, so nobody has a password here. What a team may do is granted to a role that nobody
-- signs in with; entitlint calls that a group.
CREATE ROLE operators NOLOGIN;
CREATE ROLE shop_read NOLOGIN;
CREATE ROLE shop_write NOLOGIN;
CREATE ROLE payments_write NOLOGIN;
CREATE ROLE support_desk NOLOGIN;
CREATE ROLE finance_reports NOLOGIN;
CREATE ROLE refunds NOLOGIN;

ALTER DATABASE shop OWNER TO operators;
CREATE SCHEMA catalog AUTHORIZATION operators;
CREATE SCHEMA orders AUTHORIZATION operators;
CREATE SCHEMA payments AUTHORIZATION operators;
SET ROLE operators;
CREATE TABLE catalog.product (number integer PRIMARY KEY, name text NOT NULL, price numeric NOT NULL);
CREATE TABLE orders.purchase (number integer PRIMARY KEY, product integer NOT NULL, placed timestamptz NOT NULL);
CREATE TABLE payments.payment (number integer PRIMARY KEY, purchase integer NOT NULL, amount numeric NOT NULL);
CREATE TABLE payments.refund (number integer PRIMARY KEY, payment integer NOT NULL, amount numeric NOT NULL);
RESET ROLE;

GRANT USAGE ON SCHEMA catalog, orders TO shop_read;
GRANT SELECT ON ALL TABLES IN SCHEMA catalog, orders TO shop_read;
GRANT shop_read TO shop_write;
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA catalog, orders TO shop_write;
GRANT USAGE ON SCHEMA payments TO payments_write, finance_reports, refunds;
GRANT SELECT, INSERT, UPDATE ON payments.payment TO payments_write;
GRANT USAGE ON SCHEMA orders TO support_desk;
GRANT SELECT, UPDATE ON orders.purchase TO support_desk;
GRANT SELECT ON ALL TABLES IN SCHEMA payments TO finance_reports;
GRANT INSERT ON payments.refund TO refunds;

-- Machines. Theirs are passwords, which do not belong into a file: \password entitlint_reader.
CREATE ROLE entitlint_reader LOGIN NOINHERIT CONNECTION LIMIT 4;
CREATE ROLE shop_app LOGIN IN ROLE shop_write;
CREATE ROLE payments_app LOGIN IN ROLE payments_write;
CREATE ROLE metabase LOGIN IN ROLE shop_read, finance_reports;
CREATE ROLE wal_archive LOGIN REPLICATION;
-- Nobody remembers whose this is.
CREATE ROLE stock_sync LOGIN IN ROLE shop_write;

-- Platform. The database administrator may do everything.
CREATE ROLE solveig LOGIN IN ROLE operators;
CREATE ROLE jonas LOGIN IN ROLE operators;
CREATE ROLE hanna LOGIN IN ROLE operators;
CREATE ROLE mikkel LOGIN IN ROLE operators;
CREATE ROLE rune LOGIN IN ROLE operators;
CREATE ROLE tariq LOGIN SUPERUSER IN ROLE operators;

-- Shop: designers and testers read.
CREATE ROLE camilla LOGIN IN ROLE shop_write;
CREATE ROLE anders LOGIN IN ROLE shop_write;
CREATE ROLE yuki LOGIN IN ROLE shop_write;
CREATE ROLE emil LOGIN IN ROLE shop_write;
CREATE ROLE priya LOGIN IN ROLE shop_write;
CREATE ROLE lars LOGIN IN ROLE shop_write;
CREATE ROLE wei LOGIN IN ROLE shop_write;
CREATE ROLE sofie LOGIN IN ROLE shop_write;
CREATE ROLE elin LOGIN IN ROLE shop_write;
CREATE ROLE dmitri LOGIN IN ROLE shop_write;
CREATE ROLE chiara LOGIN IN ROLE shop_read;
CREATE ROLE kofi LOGIN IN ROLE shop_read;

-- Payments. Oskar has left in September.
CREATE ROLE marta LOGIN IN ROLE payments_write;
CREATE ROLE ola LOGIN IN ROLE payments_write;
CREATE ROLE fatima LOGIN IN ROLE payments_write;
CREATE ROLE henrik LOGIN IN ROLE payments_write;
CREATE ROLE julia LOGIN IN ROLE payments_write;
CREATE ROLE bao LOGIN IN ROLE payments_write;
CREATE ROLE oskar LOGIN IN ROLE payments_write;

-- Support. Lena came from Payments, years ago.
CREATE ROLE berit LOGIN IN ROLE support_desk;
CREATE ROLE astrid LOGIN IN ROLE support_desk;
CREATE ROLE gustav LOGIN IN ROLE support_desk;
CREATE ROLE amina LOGIN IN ROLE support_desk;
CREATE ROLE lena LOGIN IN ROLE support_desk, payments_write;
CREATE ROLE tobias LOGIN IN ROLE support_desk;
CREATE ROLE zoe LOGIN IN ROLE support_desk;

-- Finance.
CREATE ROLE kjell LOGIN IN ROLE finance_reports, refunds;
CREATE ROLE ruth LOGIN IN ROLE finance_reports, refunds;
CREATE ROLE nils LOGIN IN ROLE finance_reports;
CREATE ROLE siri LOGIN IN ROLE finance_reports;
