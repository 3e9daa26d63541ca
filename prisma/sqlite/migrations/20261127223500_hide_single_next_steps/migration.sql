-- AlterTable
ALTER TABLE "users" ADD COLUMN "hidden_steps" TEXT NOT NULL DEFAULT '';
UPDATE "users" SET "hidden_steps" = 'mail,invite,two-factor,backup,verify-email' WHERE "next_steps_hidden_at" IS NOT NULL;
ALTER TABLE "users" DROP COLUMN "next_steps_hidden_at";
