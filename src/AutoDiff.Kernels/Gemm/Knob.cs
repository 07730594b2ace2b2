namespace AutoDiff.Kernels;
internal static class Knob
{
    public static int Inner = 384, PackA = 1000, UnpB = 2, Widest = 3, Cached = 1024, A = 144, B = 192, C = 8, D = 0;
    public static void Set(string s)
    {
        foreach (var part in s.Split('+'))
        {
            var q = part.Split('=');
            typeof(Knob).GetField(q[0])!.SetValue(null, int.Parse(q[1]));
        }
    }
}
