# Redraw with: gnuplot roofline.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 960,660 dynamic enhanced font 'DejaVu Sans&#44;Verdana&#44;Bitstream Vera Sans&#44;Arial&#44;Helvetica&#44;sans-serif,12.5' background rgb 'white' rounded name 'roofline'; set output 'roofline.svg'
$panel1_1 << EOD
4.342887633864419 230983313393.83585
14017.50917891069 230983313393.83585
EOD
$panel1_2 << EOD
8.708457482996579 463173016102.65216
14017.50917891069 463173016102.65216
EOD
$panel1_3 << EOD
4.105404876986104 116430626816.53763
14017.50917891069 116430626816.53763
EOD
$panel1_4 << EOD
8.216969739786348 233035952848.13727
14017.50917891069 233035952848.13727
EOD
$panel1_5 << EOD
0.2721831948487877 14476491564.28894
8.708448774539095 463172552929.63605
EOD
$panel1_6 << EOD
0.5104486739844504 14476491564.288942
8.216961522816609 233035719812.18445
EOD
$panel1_7 << EOD
128 150813758774.0015 150034420957.8418 152482161059.06735
2048 182714573913.54803 167300240304.49075 189178145496.689
512.125 188911039411.43463 183713236272.38812 190506284411.48398
0.6249618553555081 20243770896.12081 19837565550.33475 21001378459.808823
111.23350447659864 205553506956.81958 205020513218.3213 206151954727.71967
106.60160221219145 203804029966.9527 199638016226.62714 204385949471.7285
127.93753050268424 213431175093.3969 207418893992.71817 213570751496.30505
512 183222568623.23257 177366029407.3051 191038092262.627
EOD
$panel1_8 << EOD
127.93753050268424 108766532593.82019 108116955494.64426 109505839290.72046
512 97810787284.30043 82077644973.20474 98254480707.23694
EOD
$panel1_9 << EOD
256 282620241274.98944 278086522934.8605 284903915295.79584
4096 357200663080.7843 345153671806.82294 362385195840.315
1024.25 339021800487.27466 322759689732.61725 343671898972.888
222.46700895319728 379215415020.042 364834412334.0148 382460221340.7507
213.2032044243829 364314127668.0974 329345041137.28534 378022672590.71185
255.87506100536848 402984806914.023 397299038685.57587 409221056923.8606
1024 336804459853.02094 329687937513.1054 344607930354.0598
EOD
$panel1_10 << EOD
255.87506100536848 209416200203.04343 208255956059.74008 211613413960.12085
1024 178573689524.19443 177741936662.19592 179358314789.05963
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold Kernels reach from 61 % (attention 512 bf16) to 93 %}' at screen 0.01458,0.96133 left front font ',16' textcolor rgb '#222222'
set label '{/:Bold (layer’s products, 512 f32) of what this machine allows}' at screen 0.01458,0.92933 left front font ',16' textcolor rgb '#222222'
set label 'kernels of opt-125m’s widths, medians of runs in alternation with the machine’s own rate' at screen 0.01458,0.89733 left front font ',11' textcolor rgb '#666666'
set label 'AMD EPYC, measured 2026-12-01T16:43:33Z, commit 7431fab7bf03' at screen 0.01458,0.87533 left front font ',11' textcolor rgb '#666666'
set label '' at screen 0.02083,0.84503 point pointtype 7 pointsize 0.7 linecolor rgb '#222222'
set label 'kernel, 2 threads' at screen 0.03333,0.84503 left front font ',11' textcolor rgb '#222222'
set label '' at screen 0.16432,0.84503 point pointtype 6 pointsize 0.8 linecolor rgb '#222222'
set label 'kernel, 1 thread' at screen 0.17682,0.84503 left front font ',11' textcolor rgb '#222222'
set label '8 single products are in the table of bench roof alone.' at screen 0.01458,0.02121 left front font ',11' textcolor rgb '#666666'
set label '4 norms of one segment stay in caches and aren’t drawn.' at screen 0.01458,0.04321 left front font ',11' textcolor rgb '#666666'
set label 'FLOPs are those of matrix products, 5 an element of a norm; bytes are each input and parameter once and each result once.' at screen 0.01458,0.06521 left front font ',11' textcolor rgb '#666666'

set lmargin at screen 0.10519
set rmargin at screen 0.85049
set tmargin at screen 0.78973
set bmargin at screen 0.12133
set logscale x 10
set xrange [0.18261759110437656:14017.50917891069]
set xtics ('' 1.0, '' 10.0, '' 100.0, '' 1000.0, '' 10000.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set logscale y 10
set yrange [14476477087.811853:634700349563.531]
set ytics ('20 GFLOP/s' 20000000000.0, '50 GFLOP/s' 50000000000.0, '100 GFLOP/s' 100000000000.0, '200 GFLOP/s' 200000000000.0, '500 GFLOP/s' 500000000000.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label 'rate over arithmetic intensity; lines: measured peaks and memory bandwidth' at screen 0.10103,0.80942 left front font ',12.5' textcolor rgb '#222222'
set label 'FLOPs/byte' at screen 0.09061,0.09861 right front font ',11' textcolor rgb '#666666'
set label '1' at screen 0.21786,0.09861 center front font ',11' textcolor rgb '#222222'
set label '10' at screen 0.37042,0.09861 center front font ',11' textcolor rgb '#222222'
set label '100' at screen 0.52299,0.09861 center front font ',11' textcolor rgb '#222222'
set label '1,000' at screen 0.67555,0.09861 center front font ',11' textcolor rgb '#222222'
set label '10,000' at screen 0.82812,0.09861 center front font ',11' textcolor rgb '#222222'
set label 'bf16, 2 threads' at screen 0.88174,0.74653 left front font ',12.5' textcolor rgb '#D55E00'
set label '463 GFLOP/s' at screen 0.86716,0.72153 left front font ',12.5' textcolor rgb '#666666'
set label '' at screen 0.87237,0.74653 point pointtype 5 pointsize 0.7 linecolor rgb '#D55E00'
set label 'bf16, 1 thread' at screen 0.88174,0.64931 left front font ',12.5' textcolor rgb '#D55E00'
set label '233 GFLOP/s' at screen 0.86716,0.62431 left front font ',12.5' textcolor rgb '#666666'
set label '' at screen 0.87237,0.64931 point pointtype 5 pointsize 0.7 linecolor rgb '#D55E00'
set arrow from screen 0.85674,0.61259 to screen 0.86299,0.63681 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'f32, 2 threads' at screen 0.88174,0.5993 left front font ',12.5' textcolor rgb '#0072B2'
set label '231 GFLOP/s' at screen 0.86716,0.5743 left front font ',12.5' textcolor rgb '#666666'
set label '' at screen 0.87237,0.5993 point pointtype 7 pointsize 0.7 linecolor rgb '#0072B2'
set arrow from screen 0.85674,0.61102 to screen 0.86299,0.5868 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'f32, 1 thread' at screen 0.88174,0.50241 left front font ',12.5' textcolor rgb '#0072B2'
set label '116 GFLOP/s' at screen 0.86716,0.47741 left front font ',12.5' textcolor rgb '#666666'
set label '' at screen 0.87237,0.50241 point pointtype 7 pointsize 0.7 linecolor rgb '#0072B2'
set label '53.2 GB/s from memory, 2 threads' at screen 0.30832,0.45715 left front font ',11' textcolor rgb '#666666'
set arrow from screen 0.27625,0.48529 to screen 0.30832,0.46815 nohead linecolor rgb '#666666' linewidth 0.6 dashtype solid
set label '28.4 GB/s from memory, 1 thread' at screen 0.20932,0.17939 left front font ',11' textcolor rgb '#666666'
set label 'attention 512 f32, 67 %' at screen 0.39582,0.53679 left front font ',11' textcolor rgb '#0072B2'
set label 'attention 8192 f32, 81 %' at screen 0.6494,0.59421 left front font ',11' textcolor rgb '#0072B2'
set label 'causal attention 4096 f32, 82 %' at screen 0.43332,0.56333 left front font ',11' textcolor rgb '#0072B2'
set label 'norm 16384 f32, 62 %' at screen 0.20275,0.14628 left front font ',11' textcolor rgb '#0072B2'
set arrow from screen 0.19187,0.17312 to screen 0.20275,0.15728 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'layer 512 f32, 88 %' at screen 0.40405,0.5904 left front font ',11' textcolor rgb '#0072B2'
set label 'RMT, layer, 4 segments f32, 91 %' at screen 0.34582,0.64297 left front font ',11' textcolor rgb '#0072B2'
set arrow from screen 0.52722,0.5995 to screen 0.52722,0.63197 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'layer’s products, 512 f32, 91 %' at screen 0.59582,0.64297 left front font ',11' textcolor rgb '#0072B2'
set arrow from screen 0.54602,0.6012 to screen 0.59582,0.63197 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'attention 2048 f32, 79 %' at screen 0.68332,0.53679 left front font ',11' textcolor rgb '#0072B2'
set arrow from screen 0.63819,0.56708 to screen 0.68332,0.54779 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'attention 512 bf16, 61 %' at screen 0.64582,0.7757 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.58963,0.65519 to screen 0.64582,0.7647 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'attention 8192 bf16, 77 %' at screen 0.69169,0.71273 left front font ',11' textcolor rgb '#D55E00'
set label 'causal attention 4096 bf16, 73 %' at screen 0.34582,0.69606 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.66985,0.67919 to screen 0.54121,0.68506 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'layer 512 bf16, 82 %' at screen 0.51402,0.77634 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.57597,0.70928 to screen 0.57597,0.76534 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'RMT, layer, 4 segments bf16, 79 %' at screen 0.29582,0.7757 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.56724,0.69779 to screen 0.50351,0.7647 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'layer’s products, 512 bf16, 86 %' at screen 0.15832,0.74915 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.57797,0.71031 to screen 0.35004,0.73815 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'attention 2048 bf16, 74 %' at screen 0.68332,0.66952 left front font ',11' textcolor rgb '#D55E00'
set label 'layer’s products, 512 f32, 1 thread, 93 %' at screen 0.41832,0.51008 left front font ',11' textcolor rgb '#0072B2'
set label 'attention 2048 f32, 1 thread, 84 %' at screen 0.63776,0.43856 left front font ',11' textcolor rgb '#0072B2'
set label 'layer’s products, 512 bf16, 1 thread, 90 %' at screen 0.30832,0.66952 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.58139,0.6027 to screen 0.55758,0.65852 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'attention 2048 bf16, 1 thread, 77 %' at screen 0.54582,0.4837 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.67712,0.55492 to screen 0.67712,0.4947 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
plot \
  $panel1_1 using 1:2 with lines linecolor rgb '#0072B2' linewidth 1.3 dashtype solid, \
  $panel1_2 using 1:2 with lines linecolor rgb '#D55E00' linewidth 1.3 dashtype solid, \
  $panel1_3 using 1:2 with lines linecolor rgb '#0072B2' linewidth 1.3 dashtype (11,5), \
  $panel1_4 using 1:2 with lines linecolor rgb '#D55E00' linewidth 1.3 dashtype (11,5), \
  $panel1_5 using 1:2 with lines linecolor rgb '#666666' linewidth 1.3 dashtype solid, \
  $panel1_6 using 1:2 with lines linecolor rgb '#666666' linewidth 1.3 dashtype (11,5), \
  $panel1_7 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_7 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel1_8 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_8 using 1:2 with points pointtype 6 pointsize 0.8 linecolor rgb '#0072B2', \
  $panel1_9 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_9 using 1:2 with points pointtype 5 pointsize 0.7 linecolor rgb '#D55E00', \
  $panel1_10 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_10 using 1:2 with points pointtype 4 pointsize 0.8 linecolor rgb '#D55E00'
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
