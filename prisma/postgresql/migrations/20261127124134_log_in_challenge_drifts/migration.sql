-- AlterTable
ALTER TABLE "sign_in_challenges" ADD COLUMN     "wrong_code_drifts" TEXT;
