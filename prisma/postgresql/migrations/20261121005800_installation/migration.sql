-- CreateTable
CREATE TABLE "installations" (
    "id" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "key_check" TEXT NOT NULL,

    CONSTRAINT "installations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "readiness_probes" (
    "id" TEXT NOT NULL,
    "checked_at" TIMESTAMP(3) NOT NULL,
    "nonce" TEXT NOT NULL,

    CONSTRAINT "readiness_probes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "readiness_probes_checked_at_idx" ON "readiness_probes"("checked_at");
