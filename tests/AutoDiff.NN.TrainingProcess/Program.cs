// Trains with a checkpoint after every step, going on from one that is there; says when the first step is made and what came out.
using AutoDiff.NN.TrainingProcess;

var training = new SmallTraining(args[0], epochs: 60, checkpointEvery: 1);
training.Trainer.Resume(training.Samples);
training.OnStep = () =>
{
    training.OnStep = null;
    Console.WriteLine("training");
};
training.Run();
Console.WriteLine(training.Fingerprint());
