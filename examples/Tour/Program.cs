// A tour of backpropagation in six steps, from a slope by hand to an operation of your own.
// All of them: dotnet run. One of them: dotnet run -- 3. Read them in order: each file is one idea.
using Tour;

(string Title, Action Run)[] steps =
[
    ("A slope, by going a little further", Step1Slope.Run),
    ("The same slope, by the tape", Step2Tape.Run),
    ("What the tape wrote down", Step3Listing.Run),
    ("A neuron, to check by hand", Step4Neuron.Run),
    ("A network learns exclusive or", Step5Xor.Run),
    ("An operation of your own", Step6OwnOp.Run),
];

var first = 1;
var last = steps.Length;
if (args.Length > 0)
{
    if (!int.TryParse(args[0], out first) || first < 1 || first > steps.Length)
    {
        Console.Error.WriteLine($"Which step? 1 to {steps.Length}, or none for all.");
        return 1;
    }

    last = first;
}

for (var step = first; step <= last; step++)
{
    Console.WriteLine($"{step}. {steps[step - 1].Title}\n");
    steps[step - 1].Run();
    Console.WriteLine();
}

return 0;
