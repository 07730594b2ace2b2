// Tests of memory measure the whole process, so nothing else runs beside them.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
