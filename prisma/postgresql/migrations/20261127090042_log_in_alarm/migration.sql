-- AlterTable
ALTER TABLE "installations" ADD COLUMN     "log_in_alarm_at" TIMESTAMP(3);
