-- AlterTable
ALTER TABLE "users" ADD COLUMN "next_steps_hidden_at" DATETIME;
